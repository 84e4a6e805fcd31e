using System.Diagnostics;
using System.Globalization;
using GoQueue.Brokers.Scripted;
using GoQueue.RabbitMQ.Tests.Harness;

namespace GoQueue.RabbitMQ.Tests.Faults.Schedules;

/// <summary>
/// Random schedules of a broker's answers, over sockets, against the model of <see cref="MessageFate"/>.
/// GOQUEUE_TEST_SCHEDULES says how many (default 10,000), GOQUEUE_TEST_SEED from which seed.
/// </summary>
public sealed class ScheduleModelTests(ITestOutputHelper output)
{
    private const int Workers = 8;

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Ten_thousand_random_schedules_of_answers_end_as_the_model_says()
    {
        int seed = FaultSettings.Seed;
        int count = FaultSettings.Schedules;
        output.WriteLine($"seed {seed}, {count} schedules");
        long started = Stopwatch.GetTimestamp();

        int[] connections = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => PlayAsync(seed, worker, count))));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {connections.Sum()} connections"));
    }

    /// <summary>
    /// A publisher and a broker that live through many schedules, as in an application: what one leaves behind meets the next. After an end of a
    /// channel or connection there is a new pair, because the publisher's back-off would grow from end to end.
    /// </summary>
    private static async Task<int> PlayAsync(int seed, int worker, int count)
    {
        bool allowsDuplicates = worker % 2 == 0;
        int connections = 0;
        for (int number = worker; number < count;)
        {
            Schedule? current = null;
            await using ScriptedBroker broker = ScriptedBroker.Start();
            broker.OnPublish(publish => Volatile.Read(ref current)!.Receive(publish));
            await using GoQueuePublisher publisher = Create(broker, allowsDuplicates, channels: worker % 4 < 2 ? 1 : 3);
            bool hasEnded = false;
            for (; number < count && !hasEnded; number += Workers)
            {
                var schedule = new Schedule(seed, number, allowsDuplicates);
                Volatile.Write(ref current, schedule);
                Task<PublishReceipt>[] calls =
                    [.. schedule.Ids.Select((id, index) => publisher.PublishOrderPlacedAsync(new(index, "ann"), new PublishOptions { MessageId = id }).AsTask())];
                await WaitAsync(calls);

                string differences = schedule.Compare(calls);
                Assert.True(differences.Length == 0, $"Seed {seed}, schedule {number}: {differences}");
                broker.ForgetPublishes();
                hasEnded = schedule.HasEnded;
            }

            connections += broker.Connections.Count;
        }

        return connections;
    }

    private static GoQueuePublisher Create(ScriptedBroker broker, bool allowsDuplicates, int channels) => Publishers.Create(
        broker.Uri.ToString(),
        options =>
        {
            options.AllowDuplicates = allowsDuplicates;
            options.ChannelPoolSize = channels;
            // A timeout here would only say that the machine is busy.
            options.ConfirmTimeout = s_bound * 2;
        },
        options => options.PublishTimeout = s_bound * 2);

    private static async Task WaitAsync(Task<PublishReceipt>[] calls)
    {
        try
        {
            await Task.WhenAll(calls).WaitAsync(s_bound);
        }
        catch (Exception exception) when (exception is PublishException or TimeoutException)
        {
            // What each call ended with is compared with the model.
        }
    }
}
