using System.Text.Json;
using Auth.AccessControl;
using Auth.Storage;

namespace Auth.Dialects.Dadi;

/// <summary>Clients, roles and keys as the wire shows them; the order of the members is the wire's.</summary>
internal static class DadiShapes
{
    /// <summary>A client, never with its secret.</summary>
    public static void WriteClient(Utf8JsonWriter writer, Client client, RoleGraph roles, string? email)
    {
        var access = client.Access ?? new ClientAccess();
        writer.WriteStartObject();
        writer.WriteString("clientId", client.Id);
        if (email is not null)
        {
            writer.WriteString("email", email);
        }

        writer.WriteString("accessType", AccessTypeNames.Of(access.Type));
        writer.WritePropertyName("resources");
        DadiMatrix.Write(writer, access.Resources);
        writer.WriteStartArray("roles");
        foreach (var role in access.Roles.Select(roles.Find).OfType<Role>())
        {
            writer.WriteStringValue(role.Name);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("data");
        writer.WriteRawValue(access.Data);
        writer.WriteEndObject();
    }

    /// <summary>A role.</summary>
    public static void WriteRole(Utf8JsonWriter writer, Role role, RoleGraph roles)
    {
        writer.WriteStartObject();
        writer.WriteString("name", role.Name);
        writer.WriteString("extends", roles.ParentOf(role)?.Name);
        writer.WritePropertyName("resources");
        DadiMatrix.Write(writer, role.Resources);
        writer.WriteEndObject();
    }

    /// <summary>A key, with the whole token once and with its last characters afterwards.</summary>
    public static void WriteKey(Utf8JsonWriter writer, AccessKey key, string token)
    {
        writer.WriteStartObject();
        if (key.Description is not null)
        {
            writer.WriteString("description", key.Description);
        }

        writer.WritePropertyName("resources");
        DadiMatrix.Write(writer, key.Resources);
        writer.WriteString("_createdBy", key.CreatedBy);
        writer.WriteString("token", token);
        if (key.ActsAsClient)
        {
            writer.WriteString("client", key.ClientId);
        }

        writer.WriteNumber("_createdAt", key.CreatedAt.ToUnixTimeMilliseconds());
        writer.WriteString("_id", key.Id);
        writer.WriteEndObject();
    }
}
