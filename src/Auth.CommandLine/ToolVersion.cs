using System.Reflection;

namespace Auth.CommandLine;

/// <summary>The version of this tool.</summary>
internal static class ToolVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0";
}
