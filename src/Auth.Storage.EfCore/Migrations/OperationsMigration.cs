using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>What operators see: the audit log, and why a mail has failed.</summary>
internal abstract class OperationsMigration : Migration
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => OperationsModel.Build(modelBuilder);

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("LastError", "AuthOutbox", nullable: true);
        migrationBuilder.CreateTable(
            "AuthAudit",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                ClientId = table.Column<string>(nullable: true),
                Actor = table.Column<string>(nullable: true),
                Detail = table.Column<string>(nullable: true),
                Count = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_AuthAudit", x => x.Id);
            }
        );
        migrationBuilder.CreateIndex("IX_AuthAudit_At_Id", "AuthAudit", ["At", "Id"]);
        migrationBuilder.CreateIndex("IX_AuthAudit_ClientId_At_Id", "AuthAudit", ["ClientId", "At", "Id"]);
        migrationBuilder.CreateIndex("IX_AuthAudit_Kind_At_Id", "AuthAudit", ["Kind", "At", "Id"]);
        migrationBuilder.CreateIndex("IX_AuthAudit_Actor_At_Id", "AuthAudit", ["Actor", "At", "Id"]);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("AuthAudit");
        migrationBuilder.DropColumn("LastError", "AuthOutbox");
    }
}
