namespace Auth.Bearer;

/// <summary>128 bits that stand for one token while the process lives. Not the stored hash: its key is made anew at each start.</summary>
internal readonly record struct TokenFingerprint(ulong High, ulong Low);
