// One private RabbitMQ node for several test processes:
//
//   eval "$(dotnet run --project tests/GoQueue.Brokers.Host -- start --state FILE --owner $$)"
//   ... test processes: they find the node through the exported variables ...
//   dotnet run --project tests/GoQueue.Brokers.Host -- stop --state FILE
//
// "version" prints the version of the broker that tests would use now, such as 4.0.5.
// With --owner the node also ends when that process does, so a script that is killed leaves nothing behind.
using System.Globalization;
using GoQueue.Brokers;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

string? stateFile = Option("--state");
try
{
    switch (args.FirstOrDefault())
    {
        case "start" when stateFile is not null:
            int? owner = Option("--owner") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;
            RabbitMqNodeState state = await PrivateRabbitMqNode.StartDetachedAsync(owner);
            state.Save(stateFile);
            Console.WriteLine($"export {TestBroker.UriVariable}='{state.Uri}'");
            Console.WriteLine($"export {TestBroker.NodeVariable}='{Path.GetFullPath(stateFile)}'");
            return 0;
        case "stop" when stateFile is not null:
            if (File.Exists(stateFile))
            {
                PrivateRabbitMqNode.StopDetached(RabbitMqNodeState.Load(stateFile));
                File.Delete(stateFile);
            }

            return 0;
        case "version":
            TestBroker broker = await TestBroker.GetAsync();
            string version = await broker.GetVersionAsync();
            await TestBroker.StopAsync();
            Console.WriteLine(version);
            return 0;
        default:
            Console.Error.WriteLine("Usage: GoQueue.Brokers.Host start --state FILE [--owner PROCESS-ID] | stop --state FILE | version");
            return 64;
    }
}
catch (BrokerSetupException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
