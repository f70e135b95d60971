namespace Auth.Bench;

/// <summary>Measures one thing and prints the figure.</summary>
internal interface ICommand
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    /// <summary>Measures and prints.</summary>
    /// <returns>The exit code.</returns>
    Task<int> RunAsync(string[] args);
}
