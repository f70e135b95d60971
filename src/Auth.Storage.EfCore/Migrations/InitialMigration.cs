using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The first schema.</summary>
internal abstract class InitialMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => InitialModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateClients(migrationBuilder);
        CreateTokens(migrationBuilder);
        CreateGrants(migrationBuilder);
        CreateOutbox(migrationBuilder);
        CreateTierRequests(migrationBuilder);
        CreateUsage(migrationBuilder);
        CreateClientUses(migrationBuilder);
        CreateSecretUses(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("AuthSecretUses");
        migrationBuilder.DropTable("AuthClientUses");
        migrationBuilder.DropTable("AuthUsage");
        migrationBuilder.DropTable("AuthTierRequests");
        migrationBuilder.DropTable("AuthOutbox");
        migrationBuilder.DropTable("AuthGrants");
        migrationBuilder.DropTable("AuthTokens");
        migrationBuilder.DropTable("AuthClients");
    }

    private static void CreateClients(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthClients",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                NormalizedName = table.Column<string>(nullable: false),
                UniqueName = table.Column<string>(nullable: true),
                Description = table.Column<string>(nullable: true),
                EmailCiphertext = table.Column<string>(nullable: true),
                EmailLookupKey = table.Column<string>(nullable: true),
                Tier = table.Column<string>(nullable: false),
                Limits = table.Column<string>(nullable: false),
                Verified = table.Column<bool>(nullable: false),
                Disabled = table.Column<bool>(nullable: false),
                Scopes = table.Column<string>(nullable: false),
                GrantTypes = table.Column<string>(nullable: false),
                Secrets = table.Column<string>(nullable: false),
                RedirectUris = table.Column<string>(nullable: false),
                Website = table.Column<string>(nullable: true),
                AuthenticationMethod = table.Column<string>(nullable: false),
                KeySet = table.Column<string>(nullable: true),
                RequiresDPoP = table.Column<bool>(nullable: false),
                IsResourceServer = table.Column<bool>(nullable: false),
                RegistrationToken = table.Column<byte[]>(nullable: true, fixedLength: true, maxLength: 32),
                CreatedAt = table.Column<long>(nullable: false),
                LapsesAt = table.Column<long>(nullable: true),
                Version = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthClients", x => x.Id);
            }
        );
        migrationBuilder.CreateIndex("IX_AuthClients_UniqueName", "AuthClients", "UniqueName", unique: true);
        migrationBuilder.CreateIndex("IX_AuthClients_EmailLookupKey", "AuthClients", "EmailLookupKey");
        migrationBuilder.CreateIndex("IX_AuthClients_LapsesAt", "AuthClients", "LapsesAt");
        migrationBuilder.CreateIndex("IX_AuthClients_CreatedAt_Id", "AuthClients", ["CreatedAt", "Id"]);
    }

    private static void CreateTokens(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthTokens",
            table => new
            {
                Hash = table.Column<byte[]>(nullable: false, fixedLength: true, maxLength: 32),
                ClientId = table.Column<string>(nullable: false),
                Scopes = table.Column<string>(nullable: false),
                IssuedAt = table.Column<long>(nullable: false),
                ExpiresAt = table.Column<long>(nullable: true),
                Audience = table.Column<string>(nullable: true),
                KeyThumbprint = table.Column<string>(nullable: true),
                Subject = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthTokens", x => x.Hash);
                table.ForeignKey(
                    "FK_AuthTokens_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthTokens_ExpiresAt", "AuthTokens", "ExpiresAt");
        migrationBuilder.CreateIndex("IX_AuthTokens_ClientId_IssuedAt", "AuthTokens", ["ClientId", "IssuedAt"]);
    }

    private static void CreateGrants(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthGrants",
            table => new
            {
                Hash = table.Column<byte[]>(nullable: false, fixedLength: true, maxLength: 32),
                Kind = table.Column<string>(nullable: false),
                ClientId = table.Column<string>(nullable: true),
                BoundTo = table.Column<string>(nullable: true),
                CreatedAt = table.Column<long>(nullable: false),
                ExpiresAt = table.Column<long>(nullable: false),
                UsedAt = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthGrants", x => x.Hash);
                table.ForeignKey(
                    "FK_AuthGrants_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthGrants_ExpiresAt", "AuthGrants", "ExpiresAt");
        migrationBuilder.CreateIndex("IX_AuthGrants_ClientId_Kind", "AuthGrants", ["ClientId", "Kind"]);
    }

    private static void CreateOutbox(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthOutbox",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                ClientId = table.Column<string>(nullable: false),
                Reference = table.Column<string>(nullable: true),
                CreatedAt = table.Column<long>(nullable: false),
                DueAt = table.Column<long>(nullable: false),
                Attempts = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthOutbox", x => x.Id);
                table.ForeignKey(
                    "FK_AuthOutbox_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthOutbox_DueAt_Id", "AuthOutbox", ["DueAt", "Id"]);
        migrationBuilder.CreateIndex("IX_AuthOutbox_ClientId", "AuthOutbox", "ClientId");
    }

    private static void CreateTierRequests(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthTierRequests",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                ClientId = table.Column<string>(nullable: false),
                PendingFor = table.Column<string>(nullable: true),
                Tier = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                Status = table.Column<int>(nullable: false),
                Note = table.Column<string>(nullable: true),
                DecidedAt = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthTierRequests", x => x.Id);
                table.ForeignKey(
                    "FK_AuthTierRequests_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthTierRequests_PendingFor", "AuthTierRequests", "PendingFor", unique: true);
        migrationBuilder.CreateIndex(
            "IX_AuthTierRequests_Status_CreatedAt_Id",
            "AuthTierRequests",
            ["Status", "CreatedAt", "Id"]
        );
        migrationBuilder.CreateIndex("IX_AuthTierRequests_ClientId", "AuthTierRequests", "ClientId");
    }

    private static void CreateUsage(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthUsage",
            table => new
            {
                ClientId = table.Column<string>(nullable: false),
                Day = table.Column<int>(nullable: false),
                Allowed = table.Column<long>(nullable: false),
                Refused = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthUsage", x => new { x.ClientId, x.Day });
                table.ForeignKey(
                    "FK_AuthUsage_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthUsage_Day_ClientId", "AuthUsage", ["Day", "ClientId"]);
    }

    private static void CreateClientUses(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthClientUses",
            table => new
            {
                ClientId = table.Column<string>(nullable: false),
                LastUsedAt = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthClientUses", x => x.ClientId);
                table.ForeignKey(
                    "FK_AuthClientUses_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void CreateSecretUses(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthSecretUses",
            table => new
            {
                ClientId = table.Column<string>(nullable: false),
                SecretId = table.Column<string>(nullable: false),
                LastUsedAt = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthSecretUses", x => new { x.ClientId, x.SecretId });
                table.ForeignKey(
                    "FK_AuthSecretUses_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }
}
