using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthRoles</c>. A parent is no foreign key: a role that is gone is no parent any more, whoever still names it.</summary>
internal sealed class RoleTable : IEntityTypeConfiguration<RoleRow>
{
    public void Configure(EntityTypeBuilder<RoleRow> builder)
    {
        builder.ToTable("AuthRoles");
        builder.HasKey(role => role.Id);
        builder.Property(role => role.Id).ValueGeneratedNever();
        builder.HasIndex(role => role.Name).IsUnique();
    }
}
