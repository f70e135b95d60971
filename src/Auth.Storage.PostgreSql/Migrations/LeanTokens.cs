using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>Tokens of clients that act for themselves leave the indexes of users and approvals alone.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261126000001_LeanTokens")]
internal sealed class LeanTokens : LeanTokensMigration;
