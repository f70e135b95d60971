using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>Maps <c>AuthClients</c>.</summary>
internal sealed class ClientTable : IEntityTypeConfiguration<ClientRow>
{
    public void Configure(EntityTypeBuilder<ClientRow> builder)
    {
        builder.ToTable("AuthClients");
        builder.HasKey(client => client.Id);
        builder.Property(client => client.Id).ValueGeneratedNever();
        builder.Property(client => client.CreatedAt).HasConversion<UtcTicksConverter>();
        builder.Property(client => client.LapsesAt).HasConversion<UtcTicksConverter>();
        builder.Property(client => client.RegistrationToken).HasMaxLength(TokenHash.Size).IsFixedLength();
        builder.HasIndex(client => client.UniqueName).IsUnique();
        builder.HasIndex(client => client.EmailLookupKey);
        builder.HasIndex(client => client.LapsesAt);
        builder.HasIndex(client => new { client.CreatedAt, client.Id });
        builder.HasIndex(client => new
        {
            client.Owner,
            client.CreatedAt,
            client.Id,
        });
        builder.HasIndex(client => new { client.AccessType, client.Id });
    }
}
