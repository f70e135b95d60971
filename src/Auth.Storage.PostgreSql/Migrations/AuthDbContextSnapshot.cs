using Auth.Storage.EfCore;
using Auth.Storage.EfCore.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Auth.Storage.PostgreSql.Migrations;

/// <summary>The model after the last migration: what the next one starts from.</summary>
[DbContext(typeof(AuthDbContext))]
internal sealed class AuthDbContextSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => OperationsModel.Build(modelBuilder);
}
