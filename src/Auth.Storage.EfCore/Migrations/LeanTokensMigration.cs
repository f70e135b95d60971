using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>Tokens of clients that act for themselves leave the indexes of users and approvals alone: two writes less for each.</summary>
internal abstract class LeanTokensMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => LeanTokensModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_AuthTokens_Subject_IssuedAt", "AuthTokens");
        migrationBuilder.DropIndex("IX_AuthTokens_AuthorizationId", "AuthTokens");
        migrationBuilder.CreateIndex(
            "IX_AuthTokens_Subject_IssuedAt",
            "AuthTokens",
            ["Subject", "IssuedAt"],
            filter: LeanTokensModel.OfUsers
        );
        migrationBuilder.CreateIndex(
            "IX_AuthTokens_AuthorizationId",
            "AuthTokens",
            "AuthorizationId",
            filter: LeanTokensModel.OfApprovals
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_AuthTokens_AuthorizationId", "AuthTokens");
        migrationBuilder.DropIndex("IX_AuthTokens_Subject_IssuedAt", "AuthTokens");
        migrationBuilder.CreateIndex("IX_AuthTokens_Subject_IssuedAt", "AuthTokens", ["Subject", "IssuedAt"]);
        migrationBuilder.CreateIndex("IX_AuthTokens_AuthorizationId", "AuthTokens", "AuthorizationId");
    }
}
