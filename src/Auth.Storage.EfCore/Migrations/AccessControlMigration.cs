using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>Access control: what clients may do, roles, and access keys.</summary>
internal abstract class AccessControlMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => AccessControlModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("AccessType", "AuthClients", nullable: true);
        migrationBuilder.AddColumn<string>("Access", "AuthClients", nullable: true);
        migrationBuilder.CreateIndex("IX_AuthClients_AccessType_Id", "AuthClients", ["AccessType", "Id"]);
        CreateRoles(migrationBuilder);
        CreateAccessKeys(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("AuthAccessKeys");
        migrationBuilder.DropTable("AuthRoles");
        migrationBuilder.DropIndex("IX_AuthClients_AccessType_Id", "AuthClients");
        migrationBuilder.DropColumn("AccessType", "AuthClients");
        migrationBuilder.DropColumn("Access", "AuthClients");
    }

    private static void CreateRoles(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthRoles",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                ParentId = table.Column<string>(nullable: true),
                Resources = table.Column<string>(nullable: false),
                Version = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthRoles", x => x.Id);
            }
        );
        migrationBuilder.CreateIndex("IX_AuthRoles_Name", "AuthRoles", "Name", unique: true);
    }

    private static void CreateAccessKeys(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "AuthAccessKeys",
            table => new
            {
                Hash = table.Column<byte[]>(nullable: false, fixedLength: true, maxLength: 32),
                Id = table.Column<string>(nullable: false),
                ClientId = table.Column<string>(nullable: false),
                ActsAsClient = table.Column<bool>(nullable: false),
                CreatedBy = table.Column<string>(nullable: false),
                Description = table.Column<string>(nullable: true),
                Resources = table.Column<string>(nullable: false),
                Ending = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                Version = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthAccessKeys", x => x.Hash);
                table.ForeignKey(
                    "FK_AuthAccessKeys_AuthClients_ClientId",
                    x => x.ClientId,
                    "AuthClients",
                    "Id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migrationBuilder.CreateIndex("IX_AuthAccessKeys_Id", "AuthAccessKeys", "Id", unique: true);
        migrationBuilder.CreateIndex(
            "IX_AuthAccessKeys_ClientId_CreatedAt_Id",
            "AuthAccessKeys",
            ["ClientId", "CreatedAt", "Id"]
        );
        migrationBuilder.CreateIndex("IX_AuthAccessKeys_CreatedAt_Id", "AuthAccessKeys", ["CreatedAt", "Id"]);
    }
}
