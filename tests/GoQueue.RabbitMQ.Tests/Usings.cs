global using GoQueue.Brokers;
global using Xunit;
global using GoQueue.Brokers.Scripted;
