using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.Sqlite.Migrations;

/// <summary>The first schema.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261121000000_Initial")]
internal sealed class Initial : InitialMigration;
