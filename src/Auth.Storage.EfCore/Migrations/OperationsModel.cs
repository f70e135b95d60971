using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The model as it was after <see cref="OperationsMigration"/>; it never changes again.</summary>
internal static class OperationsModel
{
    private const string Rows = "Auth.Storage.EfCore.";

    public static void Build(ModelBuilder modelBuilder)
    {
        AccessControlModel.Build(modelBuilder);
        modelBuilder.Entity(Rows + "OutboxRow", outbox => outbox.Property<string>("LastError"));
        modelBuilder.Entity(Rows + "AuditRow", Audit);
    }

    private static void Audit(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthAudit");
        builder.Property<string>("Id").IsRequired().ValueGeneratedNever();
        builder.Property<long>("At");
        builder.Property<string>("Kind").IsRequired();
        builder.Property<string>("ClientId");
        builder.Property<string>("Actor");
        builder.Property<string>("Detail");
        builder.Property<long>("Count");
        builder.HasKey("Id");
        builder.HasIndex("At", "Id");
        builder.HasIndex("ClientId", "At", "Id");
        builder.HasIndex("Kind", "At", "Id");
        builder.HasIndex("Actor", "At", "Id");
    }
}
