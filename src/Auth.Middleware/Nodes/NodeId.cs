using System.Security.Cryptography;

namespace Auth.Nodes;

/// <summary>Tells this process from all others; new at each start.</summary>
internal sealed class NodeId
{
    /// <summary>32 hexadecimal digits.</summary>
    public string Value { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);
}
