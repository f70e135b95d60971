using Auth.Bearer.Sessions.Shared;

namespace Auth.Bearer.Sessions.Together;

public sealed class RecentChangesTests
{
    private readonly RecentChanges _changes = new();

    [Fact]
    public void A_node_that_begins_believes_only_what_was_read_after_its_first_look_up()
    {
        _changes.Outdate("a", 1_000).ShouldBeTrue();

        _changes.Date(_changes.Count, 50);

        _changes.Outdate("a", 50).ShouldBeTrue();
        _changes.Outdate("a", 51).ShouldBeFalse();
    }

    [Fact]
    public void A_change_outdates_what_was_read_before_the_first_look_up_that_began_after_it()
    {
        _changes.Date(_changes.Count, 1);
        var before = _changes.Count;
        _changes.Note("a");

        // It began before the change was heard of.
        _changes.Date(before, 10);
        _changes.Outdate("a", 1_000).ShouldBeTrue();
        _changes.Outdate("b", 2).ShouldBeFalse();

        _changes.Date(_changes.Count, 11);
        _changes.Outdate("a", 11).ShouldBeTrue();
        _changes.Outdate("a", 12).ShouldBeFalse();
    }

    [Fact]
    public void A_second_change_outdates_what_was_good_after_the_first()
    {
        _changes.Note("a");
        _changes.Date(_changes.Count, 10);
        _changes.Outdate("a", 11).ShouldBeFalse();

        _changes.Note("a");

        _changes.Outdate("a", 11).ShouldBeTrue();
        _changes.Date(_changes.Count, 20);
        _changes.Outdate("a", 20).ShouldBeTrue();
        _changes.Outdate("a", 21).ShouldBeFalse();
    }

    [Fact]
    public void When_any_client_may_have_changed_nothing_from_before_is_believed()
    {
        _changes.Date(_changes.Count, 10);
        var before = _changes.Count;
        _changes.Note(null);

        _changes.Date(before, 20);
        _changes.Outdate("a", 1_000).ShouldBeTrue();
        _changes.Date(_changes.Count, 30);
        _changes.Outdate("a", 30).ShouldBeTrue();
        _changes.Outdate("a", 31).ShouldBeFalse();
    }

    [Fact]
    public void More_changes_than_are_remembered_one_by_one_count_for_all_clients()
    {
        _changes.Date(_changes.Count, 1);
        _changes.Note("first");
        _changes.Date(_changes.Count, 10);
        for (var i = 0; i < 10_000; i++)
        {
            _changes.Note($"client {i}");
        }

        _changes.Outdate("first", 11).ShouldBeTrue();
        _changes.Outdate("none of them", 11).ShouldBeTrue();
        _changes.Date(_changes.Count, 20);
        _changes.Outdate("first", 21).ShouldBeFalse();
        _changes.Outdate("client 9999", 21).ShouldBeFalse();
    }
}
