using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.Sqlite.Migrations;

/// <summary>What operators see: the audit log, and why a mail has failed.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261126000000_Operations")]
internal sealed class Operations : OperationsMigration;
