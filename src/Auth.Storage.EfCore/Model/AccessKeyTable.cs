using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthAccessKeys</c>.</summary>
internal sealed class AccessKeyTable : IEntityTypeConfiguration<AccessKeyRow>
{
    public void Configure(EntityTypeBuilder<AccessKeyRow> builder)
    {
        builder.ToTable("AuthAccessKeys");
        builder.HasKey(key => key.Hash);
        builder.Property(key => key.Hash).HasMaxLength(TokenHash.Size).IsFixedLength().ValueGeneratedNever();
        // By convention it would be the key, and optional once it is not.
        builder.Property(key => key.Id).IsRequired();
        builder.Property(key => key.CreatedAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(AccessKeyRow.ClientId));
        builder.HasIndex(key => key.Id).IsUnique();
        builder.HasIndex(key => new
        {
            key.ClientId,
            key.CreatedAt,
            key.Id,
        });
        builder.HasIndex(key => new { key.CreatedAt, key.Id });
    }
}
