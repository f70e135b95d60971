using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The model as it was after <see cref="AuthorizationsMigration"/>; it never changes again.</summary>
internal static class AuthorizationsModel
{
    private const string Rows = "Auth.Storage.EfCore.";

    public static void Build(ModelBuilder modelBuilder)
    {
        InitialModel.Build(modelBuilder);
        modelBuilder.Entity(
            Rows + "ClientRow",
            client =>
            {
                client.Property<string>("Owner");
                client.HasIndex("Owner", "CreatedAt", "Id");
            }
        );
        modelBuilder.Entity(
            Rows + "TokenRow",
            token =>
            {
                token.Property<string>("AuthorizationId");
                token.Metadata.RemoveIndex(token.HasIndex("ClientId", "IssuedAt").Metadata);
                token.HasIndex("ClientId", "Subject", "IssuedAt");
                token.HasIndex("Subject", "IssuedAt");
                token.HasIndex("AuthorizationId");
            }
        );
        modelBuilder.Entity(
            Rows + "GrantRow",
            grant =>
            {
                grant.Property<string>("Subject");
                grant.Property<string>("AuthorizationId");
                grant.Property<string>("Data");
                grant.HasIndex("Subject", "Kind", "CreatedAt");
                grant.HasIndex("AuthorizationId");
            }
        );
    }
}
