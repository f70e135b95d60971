using System.Security.Cryptography;
using System.Text;
using Auth.Bearer.Sessions.Shared;
using Auth.Credentials;
using Auth.Storage;
using Auth.Storage.Contracts;

namespace Auth.Bearer.Sessions.Together;

/// <summary>An entry tells nobody anything and comes back as it was, or not at all.</summary>
public sealed class SharedEntrySealTests
{
    private static readonly ServerKey Key = new(RandomNumberGenerator.GetBytes(32));

    private readonly SharedEntry _entry = FullEntry();

    private SharedEntrySeal Seal => new(Key, _entry.Token.Hash);

    [Fact]
    public void Everything_that_a_record_holds_comes_back()
    {
        var box = Seal.Seal(_entry);

        var opened = Seal.Open(box).ShouldNotBeNull();

        // A property that is added and not written comes back as nothing; that it has a value here is checked below.
        Texts(opened).ShouldBe(Texts(_entry));
        (opened.Turn, opened.ReadAt).ShouldBe((_entry.Turn, _entry.ReadAt));
    }

    [Fact]
    public void The_records_of_the_test_have_a_value_in_every_property()
    {
        object?[] records = [_entry.Token, _entry.Client, _entry.Client.Access, _entry.Client.Secrets[0]];
        foreach (var record in records)
        {
            foreach (var property in record!.GetType().GetProperties())
            {
                var value = property.GetValue(record);
                var unset = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
                Equals(value, unset).ShouldBeFalse($"{record.GetType().Name}.{property.Name}");
            }
        }
    }

    [Fact]
    public void Neither_the_name_nor_the_entry_holds_anything_in_clear()
    {
        var box = Seal.Seal(_entry);
        var hash = _entry.Token.Hash.ToArray();
        string[] texts =
        [
            _entry.Client.Id,
            _entry.Client.Name,
            _entry.Client.Email!.LookupKey,
            Convert.ToHexStringLower(hash),
            Convert.ToBase64String(hash),
        ];

        box.AsSpan().IndexOf(hash.AsSpan(0, 8)).ShouldBe(-1);
        foreach (var text in texts)
        {
            Seal.Name.ShouldNotContain(text);
            box.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)).ShouldBe(-1);
        }

        Convert.ToHexStringLower(hash).ShouldNotContain(Seal.Name);
    }

    [Fact]
    public void The_same_entry_is_never_sealed_alike()
    {
        Seal.Name.ShouldBe(Seal.Name);
        Seal.Seal(_entry).ShouldNotBe(Seal.Seal(_entry));
    }

    [Fact]
    public void Another_token_and_another_server_key_have_another_name_and_open_nothing()
    {
        var box = Seal.Seal(_entry);
        SharedEntrySeal[] others =
        [
            new(Key, Some.Hash()),
            new(new ServerKey(RandomNumberGenerator.GetBytes(32)), _entry.Token.Hash),
        ];

        foreach (var other in others)
        {
            other.Name.ShouldNotBe(Seal.Name);
            other.Open(box).ShouldBeNull();
        }
    }

    [Fact]
    public void An_entry_with_one_bit_changed_or_one_byte_missing_does_not_open()
    {
        var box = Seal.Seal(_entry);
        for (var at = 0; at < box.Length; at++)
        {
            var changed = box.ToArray();
            changed[at] ^= 0x10;
            Seal.Open(changed).ShouldBeNull($"byte {at}");
            Seal.Open(box.AsSpan(0, at)).ShouldBeNull($"the first {at} bytes");
        }

        Seal.Open([.. box, 0]).ShouldBeNull();
    }

    private static SharedEntry FullEntry()
    {
        var client = Some.FullClient() with { Version = 7 };
        var token = Some.UserToken(client.Id, "user-1", "approval-1") with
        {
            Audience = ["https://api.example.com/orders"],
            KeyThumbprint = "thumbprint",
        };
        return new SharedEntry(1_800_000_000_000_001, 1_800_000_000_123, token, client);
    }

    /// <summary>Records with collections in them are not equal when they say the same; their text is.</summary>
    private static List<string> Texts(object? value, string path = "entry")
    {
        if (value is null or string || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return [$"{path}={value}"];
        }

        return value switch
        {
            TokenHash hash => [$"{path}={Convert.ToHexString(hash.ToArray())}"],
            DateTimeOffset time => [$"{path}={time.UtcTicks}"],
            System.Collections.Immutable.ImmutableDictionary<string, string> pairs =>
            [
                .. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{path}.{pair}"),
            ],
            System.Collections.IEnumerable many =>
            [
                .. many.Cast<object>().SelectMany((one, i) => Texts(one, $"{path}[{i}]")),
            ],
            _ =>
            [
                .. value
                    .GetType()
                    .GetProperties()
                    .Where(property => property.GetMethod is { IsStatic: false })
                    .SelectMany(property => Texts(property.GetValue(value), $"{path}.{property.Name}")),
            ],
        };
    }
}
