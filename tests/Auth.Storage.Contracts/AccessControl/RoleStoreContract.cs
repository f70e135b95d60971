using Shouldly;
using Xunit;

namespace Auth.Storage.Contracts;

/// <summary>What <see cref="IRoleStore"/> promises.</summary>
public abstract class RoleStoreContract : StoreContract
{
    private IRoleStore Roles => Stores.Roles;

    [Fact]
    public async Task Roles_are_read_as_they_were_added_by_name()
    {
        var (late, early) = (Some.Role("reader"), Some.Role("Writer") with { ParentId = null, Resources = [] });
        (await Roles.TryAddAsync(late with { Version = 7 }, None)).ShouldBeTrue();
        (await Roles.TryAddAsync(early, None)).ShouldBeTrue();

        var all = await Roles.ListAsync(None);

        all.Select(role => role.Name).ShouldBe(["Writer", "reader"]);
        ShouldMatch(all[0], early);
        ShouldMatch(all[1], late);
    }

    [Fact]
    public async Task There_are_no_roles_at_first() => (await Roles.ListAsync(None)).ShouldBeEmpty();

    [Fact]
    public async Task A_name_is_taken_once_to_the_letter()
    {
        var first = Some.Role("editor");
        await Roles.TryAddAsync(first, None);

        (await Roles.TryAddAsync(Some.Role("editor"), None)).ShouldBeFalse();
        (await Roles.TryAddAsync(Some.Role("Editor"), None)).ShouldBeTrue();
        (await Roles.ListAsync(None)).Single(role => role.Name == "editor").Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task Of_many_with_one_name_exactly_one_is_added()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"role {round}";
            var added = await Race.RunAsync(8, _ => Roles.TryAddAsync(Some.Role(name), None));

            added.Count(won => won).ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_update_replaces_parent_and_resources_and_never_the_name()
    {
        var role = await AddAsync("editor");
        var change = role with { Name = "other", ParentId = null, Resources = [Some.Resource("clients")] };

        (await Roles.TryUpdateAsync(change, None)).ShouldBeTrue();

        ShouldMatch((await Roles.ListAsync(None)).Single(), change with { Name = "editor", Version = 2 });
    }

    [Fact]
    public async Task An_update_of_an_old_version_or_of_nothing_changes_nothing()
    {
        var role = await AddAsync("editor");
        await Roles.TryUpdateAsync(role with { ParentId = "a" }, None);

        (await Roles.TryUpdateAsync(role with { ParentId = "b" }, None)).ShouldBeFalse();
        (await Roles.TryUpdateAsync(Some.Role("ghost"), None)).ShouldBeFalse();
        (await Roles.ListAsync(None)).Single().ParentId.ShouldBe("a");
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_exactly_one_succeeds()
    {
        var role = await AddAsync("editor");
        for (var version = 1; version <= 20; version++)
        {
            var current = role with { Version = version };
            var won = await Race.RunAsync(8, i => Roles.TryUpdateAsync(current with { ParentId = $"{i}" }, None));

            won.Count(updated => updated).ShouldBe(1);
        }

        (await Roles.ListAsync(None)).Single().Version.ShouldBe(21);
    }

    [Fact]
    public async Task A_role_is_removed_once_and_its_name_is_free()
    {
        var role = await AddAsync("editor");

        (await Roles.RemoveAsync(role.Id, None)).ShouldBeTrue();
        (await Roles.RemoveAsync(role.Id, None)).ShouldBeFalse();
        (await Roles.TryUpdateAsync(role, None)).ShouldBeFalse();
        (await Roles.TryAddAsync(Some.Role("editor"), None)).ShouldBeTrue();
    }

    private async Task<Role> AddAsync(string name)
    {
        var role = Some.Role(name);
        (await Roles.TryAddAsync(role, None)).ShouldBeTrue();
        return role;
    }

    private static void ShouldMatch(Role actual, Role expected)
    {
        actual.Resources.ToArray().ShouldBe(expected.Resources.ToArray());
        (actual with { Resources = expected.Resources }).ShouldBe(expected);
    }
}
