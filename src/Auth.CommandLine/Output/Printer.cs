using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Auth.CommandLine.Output;

/// <summary>Where results go: JSON or something to look at to standard output, everything else to standard error.</summary>
internal sealed class Printer(bool json)
{
    /// <summary>Wide enough for every table when nobody looks at it.</summary>
    private const int RedirectedWidth = 200;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether results are JSON.</summary>
    public bool IsJson => json;

    /// <summary>What a person looks at.</summary>
    public IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress, questions and remarks.</summary>
    public IAnsiConsole Aside { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether somebody can be asked.</summary>
    public static bool IsInteractive => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Prints a result.</summary>
    /// <param name="result">The result for scripts.</param>
    /// <param name="picture">The same for people.</param>
    public void Write(JsonElement result, Func<IRenderable> picture) =>
        Write(writer => result.WriteTo(writer), picture);

    /// <summary>Prints a result that is put together here.</summary>
    public void Write(Action<Utf8JsonWriter> result, Func<IRenderable> picture)
    {
        if (!json)
        {
            Out.Write(picture());
            Out.WriteLine();
            return;
        }

        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, Layout))
        {
            result(writer);
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>A remark that is no result.</summary>
    public void Note(string text) => Aside.Write(new Text(PlainText.Of(text) + "\n", new Style(Color.Grey)));

    /// <summary>Says why a command failed.</summary>
    public static void Error(bool json, AdminException e)
    {
        if (!json)
        {
            Create(Console.Error, Console.IsErrorRedirected)
                .Write(new Text($"error: {PlainText.Of(e.Message)}\n", new Style(Color.Red)));
            return;
        }

        using var output = Console.OpenStandardError();
        using (var writer = new Utf8JsonWriter(output, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("error", e.Message);
            if (e.Status is { } status)
            {
                writer.WriteNumber("status", status);
            }

            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (redirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
