// When and over which connection messages leave:
//
//   dotnet run -c Release --project benchmarks/GoQueue.Delivery -- lanes     [--rounds 5] [--seconds 4]
//   dotnet run -c Release --project benchmarks/GoQueue.Delivery -- buffering [--rounds 5] [--seconds 2]
//   dotnet run -c Release --project benchmarks/GoQueue.Delivery -- stream
//
// Uses GOQUEUE_TEST_RABBITMQ, else starts a private RabbitMQ node. Prints the tables of docs/performance.md; figures are medians of the rounds.
using System.Globalization;
using GoQueue.Brokers;
using GoQueue.Delivery;

int rounds = int.Parse(Option("--rounds") ?? "5", CultureInfo.InvariantCulture);
try
{
    switch (args.FirstOrDefault())
    {
        case "lanes":
            await LaneBenchmark.RunAsync(rounds, Seconds("4"));
            return 0;
        case "buffering":
            await BufferingBenchmark.RunAsync(rounds, Seconds("2"));
            return 0;
        case "stream":
            await StreamBenchmark.RunAsync();
            return 0;
        default:
            Console.Error.WriteLine("Usage: GoQueue.Delivery lanes | buffering | stream [--rounds 5] [--seconds 4]");
            return 64;
    }
}
finally
{
    await TestBroker.StopAsync();
}

string? Option(string name) => Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

TimeSpan Seconds(string preset) => TimeSpan.FromSeconds(double.Parse(Option("--seconds") ?? preset, CultureInfo.InvariantCulture));
