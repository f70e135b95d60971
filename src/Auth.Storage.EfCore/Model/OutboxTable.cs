using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthOutbox</c>.</summary>
internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("AuthOutbox");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.CreatedAt).HasConversion<UtcTicksConverter>();
        builder.Property(message => message.DueAt).HasConversion<UtcTicksConverter>();
        builder.BelongsToClient(nameof(OutboxRow.ClientId));
        builder.HasIndex(message => new { message.DueAt, message.Id });
        builder.HasIndex(message => message.ClientId);
    }
}
