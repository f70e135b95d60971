using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthGrants</c>.</summary>
internal sealed class GrantTable : IEntityTypeConfiguration<GrantRow>
{
    public void Configure(EntityTypeBuilder<GrantRow> builder)
    {
        builder.ToTable("AuthGrants");
        builder.HasKey(grant => grant.Hash);
        builder.Property(grant => grant.Hash).HasMaxLength(TokenHash.Size).IsFixedLength().ValueGeneratedNever();
        builder.Property(grant => grant.CreatedAt).HasConversion<UtcTicksConverter>();
        builder.Property(grant => grant.ExpiresAt).HasConversion<UtcTicksConverter>();
        builder.Property(grant => grant.UsedAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(GrantRow.ClientId), required: false);
        builder.HasIndex(grant => grant.ExpiresAt);
        builder.HasIndex(grant => new { grant.ClientId, grant.Kind });
        builder.HasIndex(grant => new
        {
            grant.Subject,
            grant.Kind,
            grant.CreatedAt,
        });
        builder.HasIndex(grant => grant.AuthorizationId);
    }
}
