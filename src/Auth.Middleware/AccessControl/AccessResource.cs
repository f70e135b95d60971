namespace Auth;

/// <summary>Something that access is given to.</summary>
/// <param name="Name">Its name, such as <c>collection:v1_things</c>, <c>media:uploads</c> or <c>endpoint:v1_search</c>.</param>
/// <param name="Description">What it is, in words for people.</param>
public sealed record AccessResource(string Name, string Description);
