using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Auth.Storage.EfCore.Migrations;

/// <summary>The model as it was after <see cref="InitialMigration"/>; it never changes again.</summary>
internal static class InitialModel
{
    private const string Rows = "Auth.Storage.EfCore.";
    private const string Clients = Rows + "ClientRow";

    public static void Build(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity(Clients, ClientTable);
        modelBuilder.Entity(Rows + "TokenRow", Tokens);
        modelBuilder.Entity(Rows + "GrantRow", Grants);
        modelBuilder.Entity(Rows + "OutboxRow", Outbox);
        modelBuilder.Entity(Rows + "TierRequestRow", TierRequests);
        modelBuilder.Entity(Rows + "UsageRow", Usage);
        modelBuilder.Entity(Rows + "ClientUseRow", ClientUses);
        modelBuilder.Entity(Rows + "SecretUseRow", SecretUses);
    }

    private static void ClientTable(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthClients");
        builder.Property<string>("Id").IsRequired().ValueGeneratedNever();
        builder.Property<string>("Name").IsRequired();
        builder.Property<string>("NormalizedName").IsRequired();
        builder.Property<string>("UniqueName");
        builder.Property<string>("Description");
        builder.Property<string>("EmailCiphertext");
        builder.Property<string>("EmailLookupKey");
        builder.Property<string>("Tier").IsRequired();
        builder.Property<string>("Limits").IsRequired();
        builder.Property<bool>("Verified");
        builder.Property<bool>("Disabled");
        builder.Property<string>("Scopes").IsRequired();
        builder.Property<string>("GrantTypes").IsRequired();
        builder.Property<string>("Secrets").IsRequired();
        builder.Property<string>("RedirectUris").IsRequired();
        builder.Property<string>("Website");
        builder.Property<string>("AuthenticationMethod").IsRequired();
        builder.Property<string>("KeySet");
        builder.Property<bool>("RequiresDPoP");
        builder.Property<bool>("IsResourceServer");
        builder.Property<byte[]>("RegistrationToken").HasMaxLength(32).IsFixedLength();
        builder.Property<long>("CreatedAt");
        builder.Property<long?>("LapsesAt");
        builder.Property<long>("Version");
        builder.HasKey("Id");
        builder.HasIndex("UniqueName").IsUnique();
        builder.HasIndex("EmailLookupKey");
        builder.HasIndex("LapsesAt");
        builder.HasIndex("CreatedAt", "Id");
    }

    private static void Tokens(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthTokens");
        builder.Property<byte[]>("Hash").HasMaxLength(32).IsFixedLength().IsRequired().ValueGeneratedNever();
        builder.Property<string>("ClientId").IsRequired();
        builder.Property<string>("Scopes").IsRequired();
        builder.Property<long>("IssuedAt");
        builder.Property<long?>("ExpiresAt");
        builder.Property<string>("Audience");
        builder.Property<string>("KeyThumbprint");
        builder.Property<string>("Subject");
        builder.HasKey("Hash");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
        builder.HasIndex("ExpiresAt");
        builder.HasIndex("ClientId", "IssuedAt");
    }

    private static void Grants(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthGrants");
        builder.Property<byte[]>("Hash").HasMaxLength(32).IsFixedLength().IsRequired().ValueGeneratedNever();
        builder.Property<string>("Kind").IsRequired();
        builder.Property<string>("ClientId");
        builder.Property<string>("BoundTo");
        builder.Property<long>("CreatedAt");
        builder.Property<long>("ExpiresAt");
        builder.Property<long?>("UsedAt");
        builder.HasKey("Hash");
        builder.HasOne(Clients, null).WithMany().HasForeignKey("ClientId").OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex("ExpiresAt");
        builder.HasIndex("ClientId", "Kind");
    }

    private static void Outbox(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthOutbox");
        builder.Property<string>("Id").IsRequired().ValueGeneratedNever();
        builder.Property<string>("Kind").IsRequired();
        builder.Property<string>("ClientId").IsRequired();
        builder.Property<string>("Reference");
        builder.Property<long>("CreatedAt");
        builder.Property<long>("DueAt");
        builder.Property<int>("Attempts");
        builder.HasKey("Id");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
        builder.HasIndex("DueAt", "Id");
        builder.HasIndex("ClientId");
    }

    private static void TierRequests(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthTierRequests");
        builder.Property<string>("Id").IsRequired().ValueGeneratedNever();
        builder.Property<string>("ClientId").IsRequired();
        builder.Property<string>("PendingFor");
        builder.Property<string>("Tier").IsRequired();
        builder.Property<string>("Reason").IsRequired();
        builder.Property<long>("CreatedAt");
        builder.Property<int>("Status");
        builder.Property<string>("Note");
        builder.Property<long?>("DecidedAt");
        builder.HasKey("Id");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
        builder.HasIndex("PendingFor").IsUnique();
        builder.HasIndex("Status", "CreatedAt", "Id");
        builder.HasIndex("ClientId");
    }

    private static void Usage(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthUsage");
        builder.Property<string>("ClientId").IsRequired().ValueGeneratedNever();
        builder.Property<int>("Day").ValueGeneratedNever();
        builder.Property<long>("Allowed");
        builder.Property<long>("Refused");
        builder.HasKey("ClientId", "Day");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
        builder.HasIndex("Day", "ClientId");
    }

    private static void ClientUses(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthClientUses");
        builder.Property<string>("ClientId").IsRequired().ValueGeneratedNever();
        builder.Property<long>("LastUsedAt");
        builder.HasKey("ClientId");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
    }

    private static void SecretUses(EntityTypeBuilder builder)
    {
        builder.ToTable("AuthSecretUses");
        builder.Property<string>("ClientId").IsRequired().ValueGeneratedNever();
        builder.Property<string>("SecretId").IsRequired().ValueGeneratedNever();
        builder.Property<long>("LastUsedAt");
        builder.HasKey("ClientId", "SecretId");
        builder
            .HasOne(Clients, null)
            .WithMany()
            .HasForeignKey("ClientId")
            .OnDelete(DeleteBehavior.Cascade)
            .IsRequired();
    }
}
