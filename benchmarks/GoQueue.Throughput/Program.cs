// Confirmed messages per second of this library and its peers, on one real broker:
//
//   dotnet run -c Release --project benchmarks/GoQueue.Throughput -- run [--uri URI] [--rounds 5] [--seconds 3] [--quick] [--write FOLDER]
//
// Without a URI it starts a private RabbitMQ node. --quick measures 1,000 in flight without a queue only. --write puts performance.md and performance.svg
// into a folder.
using System.Globalization;
using System.Runtime.InteropServices;
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
    Measurement measurement = await Meter.MeasureAsync(new Uri(target), cell, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(double.Parse(length)));
    Console.WriteLine(JsonSerializer.Serialize(measurement));
    return 0;
}

if (args is not ["run", ..])
{
    Console.Error.WriteLine("Usage: GoQueue.Throughput run [--uri URI] [--rounds 5] [--seconds 3] [--quick] [--write FOLDER]");
    return 64;
}

string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

int rounds = int.Parse(Option("--rounds") ?? "5");
double seconds = double.Parse(Option("--seconds") ?? "3");
await using PrivateRabbitMqNode? node = Option("--uri") is null ? await PrivateRabbitMqNode.StartAsync() : null;
Uri uri = node?.Uri ?? new Uri(Option("--uri")!);

List<(int InFlight, int Payload, QueueKind Queue)> rows = [(1_000, 180, QueueKind.None)];
if (!args.Contains("--quick"))
{
    rows.AddRange(
    [
        (1, 180, QueueKind.None), (64, 180, QueueKind.None), (10_000, 180, QueueKind.None),
        (1_000, 180, QueueKind.Classic), (1_000, 180, QueueKind.Quorum),
        (1_000, 4_096, QueueKind.None), (1_000, 65_536, QueueKind.None),
    ]);
}

Cell[] cells = [.. rows.SelectMany(static row => ColumnNames.All.Select(name => new Cell(name, row.InFlight, row.Payload, row.Queue)))];
Dictionary<Cell, Measurement> results = await new Runner(uri, rounds, seconds).MeasureAsync(cells);
string machine = $"{Environment.ProcessorCount} cores shared with the broker, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
string page = PerformancePage.Write(results, rounds, seconds, machine);
Console.WriteLine(page);
if (Option("--write") is { } folder)
{
    File.WriteAllText(Path.Combine(folder, "performance.md"), page);
    File.WriteAllText(Path.Combine(folder, "performance.svg"), BarChart.Draw(results.Where(static result => result.Key is { InFlight: 1_000, Payload: 180, Queue: QueueKind.None })));
}

return 0;
