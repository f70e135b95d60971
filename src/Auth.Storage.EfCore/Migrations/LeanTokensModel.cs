using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The model as it was after <see cref="LeanTokensMigration"/>; it never changes again.</summary>
internal static class LeanTokensModel
{
    public const string OfUsers = "\"Subject\" IS NOT NULL";
    public const string OfApprovals = "\"AuthorizationId\" IS NOT NULL";

    public static void Build(ModelBuilder modelBuilder)
    {
        OperationsModel.Build(modelBuilder);
        modelBuilder.Entity(
            "Auth.Storage.EfCore.TokenRow",
            token =>
            {
                token.HasIndex("Subject", "IssuedAt").HasFilter(OfUsers);
                token.HasIndex("AuthorizationId").HasFilter(OfApprovals);
            }
        );
    }
}
