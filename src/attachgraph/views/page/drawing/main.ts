// The library that draws graphs, as `vis`: the graph and the pictures of answers share it.

import { DataSet } from "vis-data/peer";
import { Network } from "vis-network/peer";

Object.assign(window, { vis: { DataSet, Network } });
