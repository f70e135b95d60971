using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthAudit</c>.</summary>
internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("AuthAudit");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.At).HasConversion<UtcTicksConverter>();
        builder.HasIndex(entry => new { entry.At, entry.Id });
        builder.HasIndex(entry => new
        {
            entry.ClientId,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.Kind,
            entry.At,
            entry.Id,
        });
        builder.HasIndex(entry => new
        {
            entry.Actor,
            entry.At,
            entry.Id,
        });
    }
}
