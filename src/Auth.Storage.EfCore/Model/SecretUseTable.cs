using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthSecretUses</c>.</summary>
internal sealed class SecretUseTable : IEntityTypeConfiguration<SecretUseRow>
{
    public void Configure(EntityTypeBuilder<SecretUseRow> builder)
    {
        builder.ToTable("AuthSecretUses");
        builder.HasKey(use => new { use.ClientId, use.SecretId });
        builder.Property(use => use.LastUsedAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(SecretUseRow.ClientId));
    }
}
