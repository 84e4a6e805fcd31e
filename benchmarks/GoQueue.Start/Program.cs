// One event, one confirm, and the wall clock at that moment: eng/size-and-start.sh subtracts when it started this process.
using System.Globalization;
using GoQueue;
using GoQueue.Start;

await using var publisher = GoQueuePublisher.Create(goqueue => goqueue.UseRabbitMQ(args[0]));
await publisher.PublishUserCreatedAsync(new(Guid.NewGuid(), "ann@example.com", "Ann"));

var confirmed = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;
Console.WriteLine(confirmed.TotalMicroseconds.ToString("F0", CultureInfo.InvariantCulture));
