using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The model as it was after <see cref="AccessControlMigration"/>; it never changes again.</summary>
internal static class AccessControlModel
{
    private const string Rows = "Auth.Storage.EfCore.";
    private const string Clients = Rows + "ClientRow";

    public static void Build(ModelBuilder modelBuilder)
    {
        AuthorizationsModel.Build(modelBuilder);
        modelBuilder.Entity(Clients, ClientTable);
        modelBuilder.Entity(Rows + "RoleRow", Roles);
        modelBuilder.Entity(Rows + "AccessKeyRow", AccessKeys);
    }

    private static void ClientTable(EntityTypeBuilder builder)
    {
        builder.Property<int?>("AccessType");
        builder.Property<string>("Access");
        builder.HasIndex("AccessType", "Id");
    }

    private static void Roles(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthRoles");
        builder.Property<string>("Id").IsRequired().ValueGeneratedNever();
        builder.Property<string>("Name").IsRequired();
        builder.Property<string>("ParentId");
        builder.Property<string>("Resources").IsRequired();
        builder.Property<long>("Version");
        builder.HasKey("Id");
        builder.HasIndex("Name").IsUnique();
    }

    private static void AccessKeys(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthAccessKeys");
        builder.Property<byte[]>("Hash").HasMaxLength(32).IsFixedLength().IsRequired().ValueGeneratedNever();
        builder.Property<string>("Id").IsRequired();
        builder.Property<string>("ClientId").IsRequired();
        builder.Property<bool>("ActsAsClient");
        builder.Property<string>("CreatedBy").IsRequired();
        builder.Property<string>("Description");
        builder.Property<string>("Resources").IsRequired();
        builder.Property<string>("Ending").IsRequired();
        builder.Property<long>("CreatedAt");
        builder.Property<long>("Version");
        builder.HasKey("Hash");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
        builder.HasIndex("Id").IsUnique();
        builder.HasIndex("ClientId", "CreatedAt", "Id");
        builder.HasIndex("CreatedAt", "Id");
    }
}
