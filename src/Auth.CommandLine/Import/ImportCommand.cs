using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Auth.CommandLine.Output;
using Spectre.Console;

namespace Auth.CommandLine.Import;

/// <summary><c>import</c>: existing clients with their secrets, so that they go on as before.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandKit kit)
    {
        var file = new Argument<string>("file")
        {
            Description = "A CSV file with a line of headings; - is standard input.",
        };
        var from = new Option<string>("--from")
        {
            Description = "What wrote it: this decides which column means what.",
            DefaultValueFactory = _ => ImportSource.All[0].Name,
        };
        from.AcceptOnlyFromAmong([.. ImportSource.All.Select(source => source.Name)]);
        var secrets = new Option<string>("--secrets")
        {
            Description = "What the secrets are; auto decides row by row and refuses what may be either.",
            DefaultValueFactory = _ => SecretForm.All[0],
        };
        secrets.AcceptOnlyFromAmong(SecretForm.All);
        var tier = new Option<string?>("--tier")
        {
            Description = "The tier of rows that name none.",
            HelpName = "TIER",
        };
        var scopes = new Option<string?>("--scopes")
        {
            Description = "The scopes of rows that name none; those of the source, or all, unless told.",
            HelpName = "SCOPES",
        };
        var delimiter = new Option<string>("--delimiter")
        {
            Description = "What separates fields.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => ",",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check every row and store nothing." };
        return kit.Create(
            "import",
            "Takes over existing clients and their secrets from a CSV file. A client that is there already stays as it is.",
            Act,
            file,
            from,
            secrets,
            tier,
            scopes,
            delimiter,
            dryRun
        );

        async Task<int> Act(Invocation run)
        {
            var source = ImportSource.All.Single(known => known.Name == run.Parse.GetRequiredValue(from));
            var defaults = new JsonObject { ["unique_name"] = source.UniqueNames };
            if (run.Parse.GetValue(tier) is { } name)
            {
                defaults["tier"] = name;
            }

            if ((run.Parse.GetValue(scopes) ?? source.Scopes) is { } granted)
            {
                defaults[ImportFields.Scopes] = granted;
            }

            var reader = new ImportFile(source, run.Parse.GetRequiredValue(secrets), defaults);
            using var text = Open(run.Text(file));
            var rows = reader.Read(text, run.Parse.GetRequiredValue(delimiter));
            var report = new ImportReport(run.Parse.GetValue(dryRun), rows.Count);
            await SendAsync(run, rows, report);
            run.Printer.Write(report.Write, report.Picture);
            return report.IsWhole ? ExitCodes.Done : ExitCodes.Failed;
        }
    }

    private static async Task SendAsync(Invocation run, IReadOnlyList<ImportRow> rows, ImportReport report)
    {
        try
        {
            await run
                .Printer.Aside.Progress()
                .Columns(
                    new TaskDescriptionColumn(),
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new RemainingTimeColumn()
                )
                .StartAsync(async progress =>
                {
                    var task = progress.AddTask(
                        report.DryRun ? "Checking" : "Importing",
                        maxValue: Math.Max(1, rows.Count)
                    );
                    var import = new ImportRun(
                        run.Api,
                        report.DryRun,
                        result =>
                        {
                            report.Add(result);
                            task.Increment(1);
                        }
                    );
                    await import.SendAsync(rows, run.Cancelled);
                });
        }
        catch (AdminException e)
        {
            // What is known is printed first: part of the file may be in.
            report.Stop(e);
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return new StreamReader(file == "-" ? Console.OpenStandardInput() : File.OpenRead(file), Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw AdminException.Usage($"The file cannot be read: {e.Message}");
        }
    }
}
