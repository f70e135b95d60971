using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>Users: who owns a client, who approved a token or a grant, and with which approval.</summary>
[DbContext(typeof(AuthDbContext))]
[Migration("20261122000000_Authorizations")]
internal sealed class Authorizations : AuthorizationsMigration;
