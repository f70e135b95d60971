using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthUsage</c>.</summary>
internal sealed class UsageTable : IEntityTypeConfiguration<UsageRow>
{
    public void Configure(EntityTypeBuilder<UsageRow> builder)
    {
        builder.ToTable("AuthUsage");
        builder.HasKey(usage => new { usage.ClientId, usage.Day });
        builder.Property(usage => usage.Day).HasConversion<DayNumberConverter>();
        builder.BelongsToClient(nameof(UsageRow.ClientId));
        builder.HasIndex(usage => new { usage.Day, usage.ClientId });
    }
}
