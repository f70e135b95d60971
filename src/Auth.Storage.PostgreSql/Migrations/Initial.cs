using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>The first schema, and the counters that nodes share.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261121000000_Initial")]
internal sealed class Initial : InitialMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        base.Up(migrationBuilder);
        migrationBuilder.Sql(SharedCounters.Up);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SharedCounters.Down);
        base.Down(migrationBuilder);
    }
}
