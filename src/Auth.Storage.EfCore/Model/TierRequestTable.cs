using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthTierRequests</c>.</summary>
internal sealed class TierRequestTable : IEntityTypeConfiguration<TierRequestRow>
{
    public void Configure(EntityTypeBuilder<TierRequestRow> builder)
    {
        builder.ToTable("AuthTierRequests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.CreatedAt).HasConversion<UtcTicksConverter>();
        builder.Property(request => request.DecidedAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(TierRequestRow.ClientId));
        builder.HasIndex(request => request.PendingFor).IsUnique();
        builder.HasIndex(request => new
        {
            request.Status,
            request.CreatedAt,
            request.Id,
        });
        builder.HasIndex(request => request.ClientId);
    }
}
