namespace Auth.Telemetry;

/// <summary>Endpoint metadata: requests to the endpoint are counted as an operation.</summary>
internal sealed record MeasuredMetadata(MeasuredOperation Operation)
{
    /// <summary>The endpoint issues access tokens.</summary>
    public static MeasuredMetadata Token { get; } = new(MeasuredOperation.Token);

    /// <summary>The endpoint registers applications.</summary>
    public static MeasuredMetadata Registration { get; } = new(MeasuredOperation.Registration);
}

/// <summary>What is measured by endpoint.</summary>
internal enum MeasuredOperation
{
    /// <summary>Access tokens are issued.</summary>
    Token,

    /// <summary>Applications are registered.</summary>
    Registration,
}
