using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>Users: who owns a client, who approved a token or a grant, and with which approval.</summary>
internal abstract class AuthorizationsMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => AuthorizationsModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Owner", "AuthClients", nullable: true);
        migrationBuilder.AddColumn<string>("AuthorizationId", "AuthTokens", nullable: true);
        migrationBuilder.AddColumn<string>("Subject", "AuthGrants", nullable: true);
        migrationBuilder.AddColumn<string>("AuthorizationId", "AuthGrants", nullable: true);
        migrationBuilder.AddColumn<string>("Data", "AuthGrants", nullable: true);
        migrationBuilder.CreateIndex("IX_AuthClients_Owner_CreatedAt_Id", "AuthClients", ["Owner", "CreatedAt", "Id"]);
        migrationBuilder.DropIndex("IX_AuthTokens_ClientId_IssuedAt", "AuthTokens");
        migrationBuilder.CreateIndex(
            "IX_AuthTokens_ClientId_Subject_IssuedAt",
            "AuthTokens",
            ["ClientId", "Subject", "IssuedAt"]
        );
        migrationBuilder.CreateIndex("IX_AuthTokens_Subject_IssuedAt", "AuthTokens", ["Subject", "IssuedAt"]);
        migrationBuilder.CreateIndex("IX_AuthTokens_AuthorizationId", "AuthTokens", "AuthorizationId");
        migrationBuilder.CreateIndex(
            "IX_AuthGrants_Subject_Kind_CreatedAt",
            "AuthGrants",
            ["Subject", "Kind", "CreatedAt"]
        );
        migrationBuilder.CreateIndex("IX_AuthGrants_AuthorizationId", "AuthGrants", "AuthorizationId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("IX_AuthGrants_AuthorizationId", "AuthGrants");
        migrationBuilder.DropIndex("IX_AuthGrants_Subject_Kind_CreatedAt", "AuthGrants");
        migrationBuilder.DropIndex("IX_AuthTokens_AuthorizationId", "AuthTokens");
        migrationBuilder.DropIndex("IX_AuthTokens_Subject_IssuedAt", "AuthTokens");
        migrationBuilder.DropIndex("IX_AuthTokens_ClientId_Subject_IssuedAt", "AuthTokens");
        migrationBuilder.CreateIndex("IX_AuthTokens_ClientId_IssuedAt", "AuthTokens", ["ClientId", "IssuedAt"]);
        migrationBuilder.DropIndex("IX_AuthClients_Owner_CreatedAt_Id", "AuthClients");
        migrationBuilder.DropColumn("Data", "AuthGrants");
        migrationBuilder.DropColumn("AuthorizationId", "AuthGrants");
        migrationBuilder.DropColumn("Subject", "AuthGrants");
        migrationBuilder.DropColumn("AuthorizationId", "AuthTokens");
        migrationBuilder.DropColumn("Owner", "AuthClients");
    }
}
