using System.CommandLine;
using GoQueue.Outbox.Stores;
using GoQueue.Tool.Reading;

namespace GoQueue.Tool.Commands;

/// <summary><c>dotnet goqueue outbox script</c>: prints the script that creates an outbox's tables, without a reference to the outbox's packages.</summary>
internal static class OutboxCommand
{
    private const string Postgres = "postgresql";
    private const string Sqlite = "sqlite";

    public static Command Create()
    {
        var database = new Argument<string>("database") { Description = $"{Postgres} or {Sqlite}." };
        database.AcceptOnlyFromAmong(Postgres, Sqlite);
        var schema = new Option<string?>("--schema") { Description = "The schema, or in SQLite the prefix of the tables; default the one that the publisher has by itself." };
        var publisher = new Option<string?>("--publisher") { Description = "The name of a keyed publisher." };
        var script = new Command("script", "Prints the script that creates the outbox's tables. It may be run again.") { database, schema, publisher };
        script.SetAction(parsed => Print(parsed.GetRequiredValue(database), parsed.GetValue(schema), parsed.GetValue(publisher), Console.Out));
        return new Command("outbox", "The tables of an outbox.") { script };
    }

    // Fills the placeholders as the packages do.
    private static int Print(string database, string? schema, string? publisher, TextWriter output)
    {
        var isPostgres = database == Postgres;
        using var stream = typeof(OutboxCommand).Assembly.GetManifestResourceStream(database + ".sql")!;
        using var reader = new StreamReader(stream);
        output.Write(reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace(isPostgres ? "{schema}" : "{prefix}", NameOf(schema ?? SchemaNames.Of(publisher) + (isPostgres ? "" : "_")), StringComparison.Ordinal)
            .Replace("{publisher}", (publisher ?? "").Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
        return ContractCommands.Fine;
    }

    private static string NameOf(string name)
    {
        try
        {
            return SchemaNames.Require(name);
        }
        catch (ArgumentException)
        {
            throw new ContractSourceException($"The name '{name}' is not plain: use at most 40 lower-case letters, digits and underscores, a letter first.");
        }
    }
}
