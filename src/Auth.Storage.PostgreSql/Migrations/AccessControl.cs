using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>Access control: what clients may do, roles, and access keys.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261122000001_AccessControl")]
internal sealed class AccessControl : AccessControlMigration;
