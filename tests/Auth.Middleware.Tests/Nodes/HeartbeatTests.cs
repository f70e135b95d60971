namespace Auth.Nodes;

public sealed class HeartbeatTests
{
    private readonly Heartbeats _beats = new("me");

    [Fact]
    public void Nothing_arrives_until_our_own_beat_has_come_back()
    {
        _beats.AreRegular(0).ShouldBeFalse();
        _beats.Hear("other", "7", 0);
        _beats.AreRegular(0).ShouldBeFalse();

        _beats.Hear("me", "0", 0).ShouldBeTrue();

        _beats.AreRegular(0).ShouldBeTrue();
    }

    [Fact]
    public void Silence_of_three_seconds_is_noticed()
    {
        _beats.Hear("me", "0", 1_000);

        _beats.AreRegular(4_000).ShouldBeTrue();
        _beats.AreRegular(4_001).ShouldBeFalse();
    }

    [Fact]
    public void A_gap_in_our_own_beats_tells_that_other_notices_were_lost()
    {
        _beats.Hear("me", "4", 0).ShouldBeTrue();
        _beats.Hear("me", "5", 0).ShouldBeTrue();
        _beats.Hear("me", "5", 0).ShouldBeTrue();

        _beats.Hear("me", "7", 0).ShouldBeFalse();
        _beats.Hear("me", "8", 0).ShouldBeTrue();
    }

    [Fact]
    public void A_node_that_falls_silent_is_waited_for_and_one_that_signed_off_is_not()
    {
        _beats.Hear("silent", "0", 0);
        _beats.Hear("gone", "0", 0);
        _beats.Forget("gone");
        _beats.Hear("me", "0", 5_000);

        _beats.AreRegular(5_000).ShouldBeFalse();
        _beats.Hear("me", "1", 600_001);
        _beats.AreRegular(600_001).ShouldBeTrue();
    }

    [Fact]
    public void After_a_lost_connection_our_own_beat_has_to_come_back_again()
    {
        _beats.Hear("me", "3", 0);

        _beats.Restart();

        _beats.AreRegular(0).ShouldBeFalse();
        _beats.Hear("me", "9", 0).ShouldBeTrue();
        _beats.AreRegular(0).ShouldBeTrue();
    }

    [Theory]
    [InlineData("c node client", 'c', "client")]
    [InlineData("c node *", 'c', "*")]
    [InlineData("x node ", 'x', "")]
    public void A_notice_is_read_as_it_was_written(string text, char kind, string subject)
    {
        Notice.TryRead(text, out var notice).ShouldBeTrue();

        notice.ShouldBe(new Notice(kind, "node", subject));
        notice.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("c node")]
    [InlineData("changed node client")]
    public void What_is_no_notice_is_passed_over(string text) => Notice.TryRead(text, out _).ShouldBeFalse();
}
