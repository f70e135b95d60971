namespace Auth.TestKit;

/// <summary>Text is not what was approved; the message shows the lines that differ.</summary>
public sealed class SnapshotException(string message) : Exception(message);
