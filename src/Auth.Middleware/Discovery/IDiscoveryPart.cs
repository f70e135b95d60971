namespace Auth.Discovery;

/// <summary>A feature that has something to say in the metadata of the authorization server.</summary>
internal interface IDiscoveryPart
{
    /// <summary>Adds what the feature offers.</summary>
    AuthorizationServerMetadata AddTo(AuthorizationServerMetadata metadata);
}
