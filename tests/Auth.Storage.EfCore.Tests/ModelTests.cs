using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace Auth.Storage.EfCore;

/// <summary>What the schema must be on every provider.</summary>
public sealed class ModelTests
{
    private static readonly IReadOnlyList<IEntityType> Tables = ReadTables();

    [Fact]
    public void There_is_one_table_an_entity_with_our_prefix()
    {
        Tables
            .Select(table => table.GetTableName())
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "AuthAccessKeys",
                "AuthAudit",
                "AuthClientUses",
                "AuthClients",
                "AuthGrants",
                "AuthOutbox",
                "AuthRoles",
                "AuthSecretUses",
                "AuthTierRequests",
                "AuthTokens",
                "AuthUsage",
            ]);
    }

    [Fact]
    public void Times_are_ticks_and_hashes_are_bytes()
    {
        foreach (var property in Tables.SelectMany(table => table.GetProperties()))
        {
            var stored = Nullable.GetUnderlyingType(StoredType(property)) ?? StoredType(property);
            stored.ShouldBeOneOf(typeof(string), typeof(long), typeof(int), typeof(bool), typeof(byte[]));
            (stored == typeof(long) || !property.Name.EndsWith("At", StringComparison.Ordinal)).ShouldBeTrue(
                property.Name
            );
        }

        Tables.Where(table => table.FindProperty("Hash") is not null).Count().ShouldBe(3);
        Tables.ShouldAllBe(table => table.FindProperty("Hash") == null || table.FindProperty("Hash")!.IsPrimaryKey());
    }

    [Theory]
    [InlineData("ExpiresAt")]
    [InlineData("LapsesAt")]
    [InlineData("DueAt")]
    [InlineData("Day")]
    public void Everything_that_ends_or_falls_due_is_found_by_index(string column)
    {
        var ending = Tables.Where(table => table.FindProperty(column) is not null).ToList();

        ending.ShouldNotBeEmpty();
        ending.ShouldAllBe(table => table.GetIndexes().Any(index => index.Properties[0].Name == column));
    }

    [Fact]
    public void All_children_go_with_their_client_and_are_found_by_it()
    {
        // What has happened stays known after its client has gone.
        Type[] independent = [typeof(ClientRow), typeof(RoleRow), typeof(AuditRow)];
        var children = Tables.Where(table => !independent.Contains(table.ClrType)).ToList();

        foreach (var child in children)
        {
            var key = child.GetForeignKeys().ShouldHaveSingleItem();
            key.DeleteBehavior.ShouldBe(DeleteBehavior.Cascade);
            var found = child
                .GetIndexes()
                .Select(index => index.Properties[0].Name)
                .Append(child.FindPrimaryKey()!.Properties[0].Name);
            found.ShouldContain("ClientId", child.Name);
        }
    }

    private static Type StoredType(IProperty property) =>
        property.GetTypeMapping().Converter?.ProviderClrType
        ?? property.GetProviderClrType()
        ?? (property.ClrType.IsEnum ? Enum.GetUnderlyingType(property.ClrType) : property.ClrType);

    private static List<IEntityType> ReadTables()
    {
        var options = new DbContextOptionsBuilder<AuthDbContext>().UseSqlite("Data Source=never-opened.db").Options;
        using var context = new AuthDbContext(options);
        return [.. context.Model.GetEntityTypes()];
    }
}
