using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthTokens</c>.</summary>
internal sealed class TokenTable : IEntityTypeConfiguration<TokenRow>
{
    public void Configure(EntityTypeBuilder<TokenRow> builder)
    {
        builder.ToTable("AuthTokens");
        builder.HasKey(token => token.Hash);
        builder.Property(token => token.Hash).HasMaxLength(TokenHash.Size).IsFixedLength().ValueGeneratedNever();
        builder.Property(token => token.IssuedAt).HasConversion<UtcTicksConverter>();
        builder.Property(token => token.ExpiresAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(TokenRow.ClientId));
        builder.HasIndex(token => token.ExpiresAt);
        builder.HasIndex(token => new
        {
            token.ClientId,
            token.Subject,
            token.IssuedAt,
        });
        // Most tokens have neither user nor approval, and need not be written there.
        builder.HasIndex(token => new { token.Subject, token.IssuedAt }).HasFilter("\"Subject\" IS NOT NULL");
        builder.HasIndex(token => token.AuthorizationId).HasFilter("\"AuthorizationId\" IS NOT NULL");
    }
}
