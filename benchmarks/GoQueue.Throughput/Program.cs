// Confirmed messages per second of this library and its peers, on one real broker:
//
//   dotnet run -c Release --project benchmarks/GoQueue.Throughput -- run [--uri URI] [--rounds 5] [--seconds 3] [--rows NAMES | --quick] [--columns NAMES]
//                                                                         [--results FILE] [--write FOLDER]
//   dotnet run -c Release --project benchmarks/GoQueue.Throughput -- heap [--uri URI]
//   dotnet run -c Release --project benchmarks/GoQueue.Throughput -- readme [--write FOLDER]
//   dotnet run -c Release --project benchmarks/GoQueue.Throughput -- against DLL [--tls] [--delay MS] [--rounds 7] [--seconds 3] [--rows NAMES]
//
// "against" measures the transport of this build and of an older build of this program in turns, over TLS or through a proxy that delays.
// Without a URI it starts a private RabbitMQ node: of the installation that GOQUEUE_RABBITMQ_BIN names, see eng/get-rabbitmq.sh. Figures of RabbitMQ 4 have a section of their own,
// "Throughput on RabbitMQ 4.0", and neither the drawing nor README.md follow them. --quick is the row of the bars alone (1,000 in flight, 180 bytes, no queue). --rows measures only those rows, for
// example 1-180-None,1000-180-Quorum; --results keeps them in a file beside those of earlier runs. --write replaces the section "Throughput" of performance.md in a folder
// and draws throughput.svg beside it; the table in README.md above that folder follows. "readme" only copies the figures of performance.md to README.md. "heap" publishes 5 million messages and prints the live heap after 0.5 and after 5 million.
using System.Globalization;
using System.Text.Json;
using GoQueue.Brokers;
using GoQueue.Throughput;
using GoQueue.Throughput.Columns;
using GoQueue.Throughput.Measuring;
using GoQueue.Throughput.Reporting;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["measure", var target, var column, var inFlight, var payload, var queue, var length])
{
    var cell = new Cell(column, int.Parse(inFlight), int.Parse(payload), Enum.Parse<QueueKind>(queue));
    Measurement measurement = await Meter.MeasureAsync(new Uri(target), cell, TimeSpan.FromSeconds(double.Parse(length)));
    Console.WriteLine(JsonSerializer.Serialize(measurement));
    return 0;
}

string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (args is ["readme", ..])
{
    WriteReadme(Option("--write") ?? "docs");
    return 0;
}

if (args is ["against", var other, ..])
{
    var comparison = new Comparison(other, int.Parse(Option("--rounds") ?? "7"), double.Parse(Option("--seconds") ?? "3"));
    await comparison.RunAsync(Option("--rows")?.Split(',') ?? [Cell.BarRow], args.Contains("--tls"), TimeSpan.FromMilliseconds(double.Parse(Option("--delay") ?? "0")));
    return 0;
}

if (args is not (["run", ..] or ["heap", ..]))
{
    Console.Error.WriteLine("Usage: GoQueue.Throughput run [--uri URI] [--rounds 5] [--seconds 3] [--rows NAMES | --quick] [--columns NAMES] [--results FILE] [--write FOLDER] | heap [--uri URI] | readme [--write FOLDER] | against DLL [--tls] [--delay MS] [--rounds 7] [--seconds 3] [--rows NAMES]");
    return 64;
}

await using PrivateRabbitMqNode? node = Option("--uri") is null ? await PrivateRabbitMqNode.StartAsync() : null;
Uri uri = node?.Uri ?? new Uri(Option("--uri")!);
if (args[0] == "heap")
{
    await HeapGrowth.MeasureAsync(uri);
    return 0;
}

var results = Results.Load(Option("--results"));
results.Rounds = int.Parse(Option("--rounds") ?? "5");
results.Seconds = double.Parse(Option("--seconds") ?? "3");
string[] rows = args.Contains("--quick") ? [Cell.BarRow] : Option("--rows")?.Split(',') ?? [.. Cell.Rows];
string[] columns = Option("--columns")?.Split(',') ?? ColumnNames.All;
string version = await RabbitMqVersion.ReadAsync(uri, CancellationToken.None);
Console.WriteLine($"RabbitMQ {version}");
var runner = new Runner(uri, results.Rounds, results.Seconds);
foreach (string row in rows)
{
    results.Set(await runner.MeasureAsync([.. Cell.OfRow(row).Where(cell => columns.Contains(cell.Column))]));
    if (Option("--results") is { } file)
    {
        results.Save(file);
    }
}

string section = ThroughputSection.Write(results, version);
Console.WriteLine(section);
if (Option("--write") is { } folder)
{
    ThroughputSection.Replace(Path.Combine(folder, "performance.md"), section, version);
    if (ThroughputSection.IsBeside(version))
    {
        return 0;
    }

    File.WriteAllText(Path.Combine(folder, "throughput.svg"), BarChart.Draw(results.Entries.Where(static entry => entry.Cell is { InFlight: 1_000, Payload: 180, Queue: QueueKind.None })));
    WriteReadme(folder);
}

return 0;

static void WriteReadme(string folder)
{
    string readme = Path.Combine(folder, "..", "README.md");
    string page = Path.Combine(folder, "performance.md");
    string performance = ReadmeTable.ReplaceSummary(File.ReadAllText(page));
    File.WriteAllText(page, performance);
    File.WriteAllText(readme, ReadmeTable.Replace(File.ReadAllText(readme), performance));
}
