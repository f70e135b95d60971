using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore;

/// <summary>What all tables that belong to a client have in common.</summary>
internal static class ClientChild
{
    /// <summary>Lets the database refuse rows without a client, and remove them with it, in the same statement.</summary>
    public static void BelongsToClient<TRow>(this EntityTypeBuilder<TRow> builder, string column, bool required = true)
        where TRow : class =>
        builder
            .HasOne<ClientRow>()
            .WithMany()
            .HasForeignKey(column)
            .IsRequired(required)
            .OnDelete(DeleteBehavior.Cascade);
}
