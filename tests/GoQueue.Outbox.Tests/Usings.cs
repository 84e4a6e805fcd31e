global using GoQueue.Brokers;
global using Xunit;
