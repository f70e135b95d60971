using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthClientUses</c>.</summary>
internal sealed class ClientUseTable : IEntityTypeConfiguration<ClientUseRow>
{
    public void Configure(EntityTypeBuilder<ClientUseRow> builder)
    {
        builder.ToTable("AuthClientUses");
        builder.HasKey(use => use.ClientId);
        builder.Property(use => use.ClientId).ValueGeneratedNever();
        builder.Property(use => use.LastUsedAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(ClientUseRow.ClientId));
    }
}
